/**
 * The joint operations centre: the page that each node serves.
 *
 * <p>There is no Java here. What lives in {@code web/src/main/ts} is built by npm into this module's class path, under {@code
 * puente/web/}, with {@code files.json} naming every file, its type and its digest; {@code puente.node.PageRoutes} serves what
 * it finds there and depends on nothing here. The page uses the public API only: whatever it shows or does, a program can.
 * Its texts are the {@code web.*} codes of this module's catalogue. {@code web/README.md} says where a new view goes.
 */
@NullMarked
package puente.web;

import org.jspecify.annotations.NullMarked;
