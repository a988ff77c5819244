-- Who is who (puente.store.SubjectStore, SubjectBook). A statement is named here by the number of its origin and the record's id,
-- '0:7c9e…': all versions of one record of one origin. No column but an officer's reason holds content.

-- Keyed digests of what a record may be found by when another one speaks of the same; 0 says that it was looked at.
create table match_key (
    record bigint not null references record (seq) on delete cascade,
    key    bigint not null
);
create index match_key_find on match_key (key, record);
create index match_key_record on match_key (record);

-- Two statements that may be about one subject, found by the node; a person says whether they are.
create table match_pair (
    id        uuid primary key,
    kind      text not null collate "C",
    one       text not null collate "C",          -- the lesser of the two names
    other     text not null collate "C",
    purpose   text not null collate "C",          -- for which both may be used
    agency    text not null collate "C",          -- of this node, for which both may be used
    agreement text not null collate "C",
    clauses   text[] not null,
    bits      double precision not null,
    steps     text[] not null,                    -- field, level and bits of each reason
    found     timestamptz not null,
    state     text not null collate "C",          -- waiting, confirmed, rejected
    unique (one, other)
);
create index match_pair_other on match_pair (other);
create index match_pair_waiting on match_pair (bits desc, id) where state = 'waiting';

-- Which statements people hold to be about one subject.
create table subject_member (
    statement text primary key collate "C",
    subject   uuid not null
);
create index subject_member_subject on subject_member (subject);

-- What people decided, in order: other systems follow these events.
create table subject_decision (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    act        text not null collate "C",         -- confirm, reject, split, merge, undo
    kind       text not null collate "C",
    agency     text not null collate "C",
    officer    text not null,
    purpose    text not null collate "C",
    reason     text not null,
    pair       uuid,
    bits       double precision,                  -- the pair's weight when it was decided
    subjects   uuid[] not null,                   -- those that it made, changed or ended
    statements text[] not null,                   -- those that it was about
    moves      text[] not null,                   -- statement, subject before, subject after
    pairs      text[] not null,                   -- pair, state before, state after
    undoes     bigint,
    undone_by  bigint
);
create index subject_decision_statements on subject_decision using gin (statements);
create index subject_decision_pair on subject_decision (kind, id) where pair is not null;
alter table subject_decision alter column reason set statistics 0;
