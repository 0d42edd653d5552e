/** What is true: physics, samplers, learning and statistics. */
package org.fluxtube.engine;
