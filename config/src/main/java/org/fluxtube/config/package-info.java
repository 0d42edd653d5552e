/** Campaign files: HOCON bound to engine specifications. */
package org.fluxtube.config;
