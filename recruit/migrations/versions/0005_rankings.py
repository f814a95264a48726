"""rankings"""

from alembic import op
import sqlalchemy as sa

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('ranking',
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('place', sa.Enum('specialists', 'applicants', 'table', 'own', 'pair', 'api', 'api_call', name='rankingplace', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('direction', sa.Enum('employer', 'candidate', name='rankingdirection', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('actor_kind', sa.Enum('anonymous', 'candidate', 'employer', 'recruiter', 'overseer', 'administrator', name='actorkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=True),
    sa.Column('key_id', sa.Uuid(), nullable=True),
    sa.Column('employer_id', sa.Uuid(), nullable=True),
    sa.Column('vacancy_id', sa.Uuid(), nullable=True),
    sa.Column('candidate_id', sa.Uuid(), nullable=True),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('shown', sa.Integer(), nullable=False),
    sa.Column('ranked_total', sa.Integer(), nullable=False),
    sa.Column('blocked_total', sa.Integer(), nullable=False),
    sa.Column('taxonomy', sa.String(length=40), nullable=False),
    sa.Column('closeness', sa.String(length=40), nullable=False),
    sa.Column('rules', sa.String(length=40), nullable=False),
    sa.Column('model', sa.String(length=40), nullable=False),
    sa.Column('salt', sa.String(length=40), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('shown >= 0', name=op.f('ck_ranking_shown_not_negative')),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_ranking_candidate_id_candidate'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_ranking_employer_id_employer'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['key_id'], ['api_key.id'], name=op.f('fk_ranking_key_id_api_key'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_ranking_user_id_user_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_ranking_vacancy_id_vacancy'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ranking'))
    )
    with op.batch_alter_table('ranking', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ranking_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_ranking_candidate_id'), ['candidate_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ranking_digest'), ['digest'], unique=False)
        batch_op.create_index(batch_op.f('ix_ranking_employer_id'), ['employer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ranking_key_id'), ['key_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ranking_last_at'), ['last_at'], unique=False)
        batch_op.create_index('ix_ranking_of_vacancy', ['vacancy_id', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_ranking_user_id'), ['user_id'], unique=False)

    op.create_table('ranking_entry',
    sa.Column('ranking_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('candidate_id', sa.Uuid(), nullable=False),
    sa.Column('vacancy_id', sa.Uuid(), nullable=True),
    sa.Column('rank', sa.Integer(), nullable=True),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.CheckConstraint('score BETWEEN 0 AND 10000', name=op.f('ck_ranking_entry_score_range')),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_ranking_entry_candidate_id_candidate'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ranking_id'], ['ranking.id'], name=op.f('fk_ranking_entry_ranking_id_ranking'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_ranking_entry_vacancy_id_vacancy'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('ranking_id', 'position', name=op.f('pk_ranking_entry'))
    )
    with op.batch_alter_table('ranking_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ranking_entry_candidate_id'), ['candidate_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ranking_entry_vacancy_id'), ['vacancy_id'], unique=False)


def downgrade():
    with op.batch_alter_table('ranking_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ranking_entry_vacancy_id'))
        batch_op.drop_index(batch_op.f('ix_ranking_entry_candidate_id'))

    op.drop_table('ranking_entry')
    with op.batch_alter_table('ranking', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ranking_user_id'))
        batch_op.drop_index('ix_ranking_of_vacancy')
        batch_op.drop_index(batch_op.f('ix_ranking_last_at'))
        batch_op.drop_index(batch_op.f('ix_ranking_key_id'))
        batch_op.drop_index(batch_op.f('ix_ranking_employer_id'))
        batch_op.drop_index(batch_op.f('ix_ranking_digest'))
        batch_op.drop_index(batch_op.f('ix_ranking_candidate_id'))
        batch_op.drop_index(batch_op.f('ix_ranking_at'))

    op.drop_table('ranking')
