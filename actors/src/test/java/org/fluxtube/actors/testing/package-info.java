/**
 * What tests of all packages share: {@code ProjectFiles} finds files of the project, {@code
 * NeedsCommand} says which programs a test starts, {@code Programs} starts them as a user would.
 */
package org.fluxtube.actors.testing;
