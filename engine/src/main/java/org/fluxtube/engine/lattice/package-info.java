/**
 * Geometry.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.lattice.Lattice}: periodic lattice, site order, neighbours.
 * </ul>
 */
package org.fluxtube.engine.lattice;
