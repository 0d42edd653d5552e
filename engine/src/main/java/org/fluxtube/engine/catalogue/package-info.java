/**
 * The catalogue of everything that a campaign file can name.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.catalogue.Catalogue}: name to example specification.
 *   <li>{@link org.fluxtube.engine.catalogue.Spec}: what specifications share.
 *   <li>{@link org.fluxtube.engine.catalogue.Param}: the documentation of one key.
 * </ul>
 *
 * <p>To add a theory, an observable, an integrator or a sampler: write one record and add one line
 * here. Campaign files, {@code fluxtube list}, error messages and the contract tests follow.
 */
package org.fluxtube.engine.catalogue;
