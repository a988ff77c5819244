-- Decisions that leave no entry in a channel: what was refused, what waits for a person, reads and exports that were refused. The
-- record itself is not copied: it is found by id, version and channel for as long as it is held, and when it is purged these go.
drop table decision;

create table decision (
    id        bigint generated always as identity primary key,
    at        timestamptz not null,
    action    text not null collate "C",
    actor     text not null collate "C",
    recipient text not null collate "C",
    record    uuid not null,
    version   integer not null,
    channel   text not null collate "C",   -- through which the record came; empty: a record of this node
    purpose   text not null,
    unit      text not null,
    approvals text[] not null,
    consent   boolean not null,
    agreement text not null collate "C",
    permitted boolean not null,
    clauses   text[] not null,
    reason    text not null
);
create index decision_record on decision (record);

-- A transfer that has begun is known from its first byte, so that what came of it is deleted when its disclosure ends.
alter table evidence_held add column complete boolean not null default true;
