"""outcomes"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('ranking_model',
    sa.Column('version', sa.String(length=40), nullable=False),
    sa.Column('trained_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('factors', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('figures', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ranking_model')),
    sa.UniqueConstraint('version', name=op.f('uq_ranking_model_version'))
    )
    op.create_table('ranking_model_change',
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=True),
    sa.Column('from_model_id', sa.Uuid(), nullable=True),
    sa.Column('to_model_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['from_model_id'], ['ranking_model.id'], name=op.f('fk_ranking_model_change_from_model_id_ranking_model'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['to_model_id'], ['ranking_model.id'], name=op.f('fk_ranking_model_change_to_model_id_ranking_model'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_ranking_model_change_user_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ranking_model_change'))
    )
    with op.batch_alter_table('ranking_model_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ranking_model_change_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_ranking_model_change_user_id'), ['user_id'], unique=False)

    op.create_table('ranking_state',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('model_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint('id = 1', name=op.f('ck_ranking_state_one_row')),
    sa.ForeignKeyConstraint(['model_id'], ['ranking_model.id'], name=op.f('fk_ranking_state_model_id_ranking_model'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ranking_state'))
    )
    op.create_table('outcome',
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('invited', 'tested', 'hired', 'stayed', 'declined', name='outcomekind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=True),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('reasons', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('score BETWEEN 0 AND 10000', name=op.f('ck_outcome_score_range')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_outcome_application_id_application'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_outcome_user_id_user_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome')),
    sa.UniqueConstraint('application_id', 'kind', name=op.f('uq_outcome_application_id_kind'))
    )
    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_outcome_user_id'), ['user_id'], unique=False)

    op.execute("INSERT INTO ranking_state (id, model_id) VALUES (1, NULL)")


def downgrade():
    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_user_id'))
        batch_op.drop_index(batch_op.f('ix_outcome_at'))

    op.drop_table('outcome')
    op.drop_table('ranking_state')
    with op.batch_alter_table('ranking_model_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ranking_model_change_user_id'))
        batch_op.drop_index(batch_op.f('ix_ranking_model_change_at'))

    op.drop_table('ranking_model_change')
    op.drop_table('ranking_model')
