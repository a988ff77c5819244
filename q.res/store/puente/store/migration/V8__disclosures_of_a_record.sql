-- A record has few disclosures, however many there are in all: without this the planner, before it has seen the table, takes a
-- look for one record for a look at a two-hundredth of the table, and may prefer to walk the channel.
alter table disclosure alter column record set statistics 1;
alter table disclosure alter column record set (n_distinct = -1);
