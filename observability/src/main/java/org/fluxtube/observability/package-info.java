/** Engine events as Micrometer meters. */
package org.fluxtube.observability;
