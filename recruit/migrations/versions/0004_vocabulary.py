"""vocabulary"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

# SQLite makes the table anew to change a column, and its checks are not read from it.
REQUIREMENT_CHECKS = (
    sa.CheckConstraint('min_level BETWEEN 1 AND 5', name=op.f('ck_requirement_level_range')),
    sa.CheckConstraint('min_years >= 0 AND min_years <= 60', name=op.f('ck_requirement_years_range')),
    sa.CheckConstraint(
        "importance IN ('must', 'essential', 'nice')", name=op.f('ck_requirement_requirementimportance')
    ),
)


def upgrade():
    op.create_table('unlinked_form',
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('text', sa.String(length=100), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'attached', 'dismissed', name='formstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('concept_id', sa.String(length=64), nullable=True),
    sa.Column('added', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('first_seen', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_seen', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('relinked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['concept_id'], ['concept.id'], name=op.f('fk_unlinked_form_concept_id_concept'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unlinked_form')),
    sa.UniqueConstraint('key', name=op.f('uq_unlinked_form_key'))
    )
    with op.batch_alter_table('unlinked_form', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unlinked_form_concept_id'), ['concept_id'], unique=False)
        batch_op.create_index('ix_unlinked_form_relink', ['state', 'relinked_at'], unique=False)

    op.create_table('form_use',
    sa.Column('form_id', sa.Uuid(), nullable=False),
    sa.Column('candidate_id', sa.Uuid(), nullable=True),
    sa.Column('vacancy_id', sa.Uuid(), nullable=True),
    sa.Column('employer_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('(candidate_id IS NULL AND vacancy_id IS NULL AND employer_id IS NOT NULL) OR (candidate_id IS NULL AND vacancy_id IS NOT NULL AND employer_id IS NULL) OR (candidate_id IS NOT NULL AND vacancy_id IS NULL AND employer_id IS NULL)', name=op.f('ck_form_use_one_holder')),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_form_use_candidate_id_candidate'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_form_use_employer_id_employer'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['form_id'], ['unlinked_form.id'], name=op.f('fk_form_use_form_id_unlinked_form'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_form_use_vacancy_id_vacancy'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_form_use')),
    sa.UniqueConstraint('form_id', 'candidate_id', name='uq_form_use_candidate'),
    sa.UniqueConstraint('form_id', 'employer_id', name='uq_form_use_employer'),
    sa.UniqueConstraint('form_id', 'vacancy_id', name='uq_form_use_vacancy')
    )
    with op.batch_alter_table('form_use', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_form_use_candidate_id'), ['candidate_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_form_use_employer_id'), ['employer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_form_use_vacancy_id'), ['vacancy_id'], unique=False)

    with op.batch_alter_table('requirement', schema=None, table_args=REQUIREMENT_CHECKS) as batch_op:
        batch_op.alter_column('concept_id', existing_type=sa.String(length=64), nullable=True)


def downgrade():
    # Words without a concept had no place before.
    op.execute("DELETE FROM requirement WHERE concept_id IS NULL")
    with op.batch_alter_table('requirement', schema=None, table_args=REQUIREMENT_CHECKS) as batch_op:
        batch_op.alter_column('concept_id', existing_type=sa.String(length=64), nullable=False)

    with op.batch_alter_table('form_use', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_form_use_vacancy_id'))
        batch_op.drop_index(batch_op.f('ix_form_use_employer_id'))
        batch_op.drop_index(batch_op.f('ix_form_use_candidate_id'))

    op.drop_table('form_use')
    with op.batch_alter_table('unlinked_form', schema=None) as batch_op:
        batch_op.drop_index('ix_unlinked_form_relink')
        batch_op.drop_index(batch_op.f('ix_unlinked_form_concept_id'))

    op.drop_table('unlinked_form')
