-- What stands disclosed onward, by this party, of another party's records: only that can be orphaned when its originator withdraws
-- it. It is looked for every second, so it must not cost a walk through all that was ever disclosed.
create table onward (
    log     integer not null,
    record  uuid not null,
    version integer not null,
    entry   bigint not null,
    primary key (log, record, version, entry)
);

insert into onward (log, record, version, entry)
select log, record, version, entry from disclosure
where ended_by is null and not incoming and split_part(agency, '/', 1) <> split_part(actor, '/', 1);

drop index disclosure_gone;
