package org.fluxtube.engine.field;

import java.util.Arrays;

/** An immutable set of sites, in increasing order. */
public final class SiteSet {
  private final int[] sites;

  /** The given sites, sorted; must be distinct. */
  public SiteSet(int... sites) {
    this.sites = sites.clone();
    Arrays.sort(this.sites);
  }

  /** How many sites. */
  public int size() {
    return sites.length;
  }

  /** The i-th site. */
  public int site(int i) {
    return sites[i];
  }

  /** The sites; shared, must not be written. */
  public int[] sites() {
    return sites;
  }
}
