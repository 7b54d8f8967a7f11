using System;

namespace LogAggregator.Engine.Storage.Files;

/// <summary>Replaces a small file as a whole: after a crash or a power cut there is the old one or the new one.</summary>
static class FileReplacement
{
    /// <summary>Durable on return. If it fails, the old one stays.</summary>
    /// <param name="directory">Has the file.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="newName">While it is written; without meaning after a crash.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="System.IO.IOException">The disk failed or is full.</exception>
    public static void Replace(this IStorageDirectory directory, string name, string newName, ReadOnlySpan<byte> bytes)
    {
        using (var file = directory.Create(newName))
        {
            file.Write(0, bytes);
            file.Sync();
        }

        directory.Rename(newName, name);
        directory.Sync();
    }
}
