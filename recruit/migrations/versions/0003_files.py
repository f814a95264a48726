"""files"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('candidate_file',
    sa.Column('candidate_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('cv', 'certificate', name='filekind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('file_type', sa.Enum('pdf', 'docx', 'odt', 'txt', 'jpg', 'png', 'webp', name='filetype', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('stored_name', sa.String(length=40), nullable=False),
    sa.Column('text_state', sa.Enum('read', 'partly', 'unreadable', name='textstate', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('notes', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('size > 0', name=op.f('ck_candidate_file_size_positive')),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_candidate_file_candidate_id_candidate'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_candidate_file')),
    sa.UniqueConstraint('stored_name', name=op.f('uq_candidate_file_stored_name'))
    )
    with op.batch_alter_table('candidate_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_candidate_file_candidate_id'), ['candidate_id'], unique=False)


def downgrade():
    with op.batch_alter_table('candidate_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_candidate_file_candidate_id'))

    op.drop_table('candidate_file')
