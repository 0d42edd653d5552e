/**
 * What tests of all packages share: {@code ProjectFiles} finds files of the project, {@code
 * NeedsCommand} says which programs a test starts.
 */
package org.fluxtube.actors.testing;
