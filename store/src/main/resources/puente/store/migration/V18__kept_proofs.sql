-- The first proof that a record stood in a channel under the receiver's signature (puente.store.ProofStore): a checkpoint that comes later
-- proves a later time. It holds the leaf with its salted digest, never the record.
create table kept_proof (
    record  uuid not null,
    version integer not null,
    channel text not null collate "C",   -- its path
    entry   bigint not null,
    proof   bytea not null,              -- C2SP tlog-proof
    primary key (record, version, channel)
);
