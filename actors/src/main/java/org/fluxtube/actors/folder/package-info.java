/**
 * Run folders on disk.
 *
 * <ul>
 *   <li>{@link org.fluxtube.actors.folder.RunFolder} names and makes what is in a run's folder
 *   <li>{@link org.fluxtube.actors.folder.RunLock} gives it to one process at a time
 *   <li>{@link org.fluxtube.actors.folder.FolderException} why a folder cannot be used
 * </ul>
 */
package org.fluxtube.actors.folder;
