-- Rows that were refused at the edge, and decisions that can be replayed under another agreement.
create table quarantine (
    id       bigint generated always as identity primary key,
    intake   text not null,        -- one import
    source   text not null,        -- file, or address
    row      bigint not null,
    raw      text not null,
    problems jsonb not null,
    at       timestamptz not null
);
create index quarantine_intake on quarantine (intake, id);

create table decision (
    id        bigint generated always as identity primary key,
    at        timestamptz not null,
    agreement text not null,
    permitted boolean not null,
    clauses   text[] not null,
    question  jsonb not null
);
