using System;
using System.IO;
using LogAggregator.Engine.Storage.Files;

namespace LogAggregator.Engine;

/// <summary>A small file beside those of a store, written as the store writes its own.</summary>
public static class DurableFile
{
    /// <summary>Replaces it as a whole; the new one is on the disk on return. After a crash or a power cut meanwhile there is the old one or the new one.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="newName">While it is written; without meaning after a crash.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="IOException">The disk failed, is full, or may not be written; the old one stays.</exception>
    public static void Replace(string folder, string name, string newName, ReadOnlySpan<byte> bytes) => new DiskDirectory(folder).Replace(name, newName, bytes);
}
