/**
 * Campaign files: HOCON bound to the engine's {@link org.fluxtube.engine.run.Campaign}, and back.
 *
 * <ul>
 *   <li>{@link org.fluxtube.config.Binder} a file, with overrides, to a campaign; the reflection
 *   <li>{@link org.fluxtube.config.Renderer} a campaign to a file with every key written out
 *   <li>{@link org.fluxtube.config.Reference} all keys with types, defaults and sentences
 *   <li>{@link org.fluxtube.config.Key}, {@link org.fluxtube.config.ValueType} one key, what it
 *       takes
 *   <li>{@link org.fluxtube.config.CampaignFileException}, {@link org.fluxtube.config.Problem} all
 *       problems of a file, each with file and line
 *   <li>{@code Loading} the steps; {@code Sources} text to HOCON, {@code Overrides} the command
 *       line, {@code Reading} HOCON to records, {@code Checks} what has to fit together
 *   <li>{@code Scalars} numbers, texts and enums; {@code Culprit} the key that a constructor
 *       refused; {@code Memory} lattices that no heap holds; {@code Origins} places; {@code Names}
 *       spelling; {@code Rendering} values on one line
 * </ul>
 *
 * <p>Conventions. A key is the name of the record's component in kebab-case: {@code
 * targetAcceptance} is {@code target-acceptance}; no other spelling is known. A specification is an
 * object with {@code type = name} from the {@link org.fluxtube.engine.catalogue.Catalogue}; where
 * all its keys have defaults its name alone will do: {@code start = hot}. Names of enums may have
 * any case, with {@code -} or {@code _}. Keys that are not known are errors. {@code null} counts as
 * left out. Integers may be written as 1e3, but 8.5 and what does not fit 32 or 64 bits are
 * refused; numbers in quotes count as numbers, as in all of HOCON.
 *
 * <p>Includes are of files, relative to the including one, with or without {@code .conf}; a missing
 * one is an error, even without {@code required}. {@code ${NAME}} is a key of the file, else a
 * variable of the environment; the rendered campaign holds its value. A start file's path counts
 * from the campaign file and is made absolute. Where HOCON merges two objects or two files, or a
 * key stands twice, the later one wins.
 *
 * <p>Tried, not kept: the neighbour tables of every lattice that the constructor allows: 2^28 sites
 * take 4 GiB before anything can be said about the file.
 */
package org.fluxtube.config;
