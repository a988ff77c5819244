-- What a node remembers of its channels (puente.store.ChannelStore). Size and checkpoint stand in log, tiles in tile.
create table channel (
    log             integer primary key references log (id),
    sender          text not null collate "C",
    receiver        text not null collate "C",
    incoming        boolean not null,
    cosigned_size   bigint not null default 0,
    cosigned        bytea not null default '',
    fault_code      text,
    fault_entry     bigint,
    fault_arguments text[],        -- name, value, name, value …
    fault_at        timestamptz,
    fault_evidence  bytea,
    unique (sender, receiver)
);

create table channel_key (
    log   integer not null references channel (log),
    since bigint not null,
    vkey  text not null,
    primary key (log, since, vkey)
);

-- A record's appearance in a channel, with the payload that stands beside its entry until it is ended.
create table disclosure (
    log         integer not null,
    entry       bigint not null,
    record      uuid not null,
    version     integer not null,
    kind        text not null collate "C",
    agency      text not null collate "C",
    actor       text not null collate "C",
    recipient   text not null collate "C",
    purpose     text not null collate "C",
    at          timestamptz not null,
    until       date,
    use_receipt boolean not null,
    incoming    boolean not null,
    evidence    text collate "C",  -- sha256:length, separated by spaces; null where there is none
    ended_by    bigint,
    payload     bytea,
    primary key (log, entry)
);

create index disclosure_record on disclosure (record);
create index disclosure_due on disclosure (log, until, entry) where ended_by is null and until is not null;
create index disclosure_gone on disclosure (record) where incoming and payload is null;
alter table disclosure alter column payload set statistics 0;
alter table disclosure alter column payload set storage external;

-- Payloads of entries that disclose nothing.
create table payload (
    log   integer not null,
    entry bigint not null,
    bytes bytea not null,
    primary key (log, entry)
);

create table ending (
    log     integer not null,
    entry   bigint not null,
    expired boolean not null,
    record  uuid not null,
    version integer not null,
    at      timestamptz not null,
    receipt bigint,
    primary key (log, entry)
);
create index ending_open on ending (log, entry) where receipt is null;

create table usage (
    log     integer not null,
    entry   bigint not null,
    record  uuid not null,
    version integer not null,
    purpose text not null,
    agency  text not null,
    at      timestamptz not null,
    primary key (log, entry, record, version)
);
create index usage_record on usage (log, record, entry);

create table awaited (
    log    integer not null,
    entry  bigint not null,
    ending bigint not null,
    primary key (log, entry)
);
create index awaited_ending on awaited (log, ending);

create table pending (
    id          uuid primary key,
    seq         bigint generated always as identity,
    sender      text not null,
    receiver    text not null,
    needs       text not null,
    record      uuid not null,
    version     integer not null,
    proposed_by text not null,
    at          timestamptz not null,
    proposal    bytea not null
);

-- Which disclosures a file belongs to, and which files are held.
create table evidence_of (
    log    integer not null,
    entry  bigint not null,
    sha256 text not null collate "C",
    length bigint not null,
    primary key (log, entry, sha256)
);
create index evidence_of_file on evidence_of (sha256);

create table evidence_held (
    sha256 text primary key collate "C",
    length bigint not null
);

-- Files that records of this node name; gone: the record was purged.
create table evidence_own (
    record uuid not null,
    sha256 text not null collate "C",
    gone   boolean not null default false,
    primary key (record, sha256)
);
create index evidence_own_file on evidence_own (sha256);
