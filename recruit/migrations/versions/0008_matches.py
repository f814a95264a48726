"""matches"""

from alembic import op
import sqlalchemy as sa

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

BEFORE = ('application_created', 'application_withdrawn', 'application_stage')
NOW = (*BEFORE, 'matches_found', 'vacancies_found')


def _kinds(kinds):
    """Which kinds of news there may be."""
    sqlite = op.get_bind().dialect.name == 'sqlite'
    if sqlite:
        # There a changed table is dropped and made anew, and what refers to it goes with it.
        op.execute('CREATE TABLE kept_notification AS SELECT * FROM notification')
    listed = ', '.join(f"'{kind}'" for kind in kinds)
    for table in ('outbox_message', 'notification'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(op.f(f'ck_{table}_outboxkind'), type_='check')
            batch_op.create_check_constraint(op.f(f'ck_{table}_outboxkind'), f'kind IN ({listed})')
    if sqlite:
        op.execute('INSERT INTO notification SELECT * FROM kept_notification')
        op.execute('DROP TABLE kept_notification')


def upgrade():
    op.create_table('match_run',
    sa.Column('state', sa.Enum('running', 'done', 'abandoned', name='runstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('holder', sa.String(length=200), nullable=False),
    sa.Column('top', sa.Integer(), nullable=False),
    sa.Column('shards', sa.Integer(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('taxonomy', sa.String(length=40), nullable=False),
    sa.Column('closeness', sa.String(length=40), nullable=False),
    sa.Column('rules', sa.String(length=40), nullable=False),
    sa.Column('model', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('top >= 1', name=op.f('ck_match_run_top_positive')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_match_run'))
    )
    with op.batch_alter_table('match_run', schema=None) as batch_op:
        batch_op.create_index('ix_match_run_one_running', ['state'], unique=True, sqlite_where=sa.text("state = 'running'"), postgresql_where=sa.text("state = 'running'"))
        batch_op.create_index(batch_op.f('ix_match_run_started_at'), ['started_at'], unique=False)

    op.create_table('match_list',
    sa.Column('vacancy_id', sa.Uuid(), nullable=False),
    sa.Column('run_id', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('first_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('refreshed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['run_id'], ['match_run.id'], name=op.f('fk_match_list_run_id_match_run'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_match_list_vacancy_id_vacancy'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('vacancy_id', name=op.f('pk_match_list'))
    )
    with op.batch_alter_table('match_list', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_match_list_run_id'), ['run_id'], unique=False)

    op.create_table('stored_match',
    sa.Column('vacancy_id', sa.Uuid(), nullable=False),
    sa.Column('candidate_id', sa.Uuid(), nullable=False),
    sa.Column('rank', sa.Integer(), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('rank >= 1', name=op.f('ck_stored_match_rank_positive')),
    sa.CheckConstraint('score BETWEEN 0 AND 10000', name=op.f('ck_stored_match_score_range')),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_stored_match_candidate_id_candidate'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['vacancy_id'], ['match_list.vacancy_id'], name=op.f('fk_stored_match_vacancy_id_match_list'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('vacancy_id', 'candidate_id', name=op.f('pk_stored_match'))
    )
    with op.batch_alter_table('stored_match', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stored_match_candidate_id'), ['candidate_id'], unique=False)
        batch_op.create_index('ix_stored_match_since', ['since'], unique=False)

    op.create_table('match_digest',
    sa.Column('employer_id', sa.Uuid(), nullable=True),
    sa.Column('candidate_id', sa.Uuid(), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('(employer_id IS NULL) <> (candidate_id IS NULL)', name=op.f('ck_match_digest_one_reader')),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_match_digest_candidate_id_candidate'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_match_digest_employer_id_employer'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_match_digest')),
    sa.UniqueConstraint('candidate_id', name=op.f('uq_match_digest_candidate_id')),
    sa.UniqueConstraint('employer_id', name=op.f('uq_match_digest_employer_id'))
    )
    _kinds(NOW)


def downgrade():
    found = "kind IN ('matches_found', 'vacancies_found')"
    op.execute(f'DELETE FROM notification WHERE {found}')
    op.execute(f'DELETE FROM outbox_message WHERE {found}')
    _kinds(BEFORE)
    op.drop_table('match_digest')
    with op.batch_alter_table('stored_match', schema=None) as batch_op:
        batch_op.drop_index('ix_stored_match_since')
        batch_op.drop_index(batch_op.f('ix_stored_match_candidate_id'))

    op.drop_table('stored_match')
    with op.batch_alter_table('match_list', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_match_list_run_id'))

    op.drop_table('match_list')
    with op.batch_alter_table('match_run', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_match_run_started_at'))
        batch_op.drop_index('ix_match_run_one_running', sqlite_where=sa.text("state = 'running'"), postgresql_where=sa.text("state = 'running'"))

    op.drop_table('match_run')
