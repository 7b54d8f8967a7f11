using System;
using System.IO;
using LogAggregator.Engine.Storage.Files;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class DiskDirectoryTests
{
    /// <summary>A folder in the place of a file is refused as a missing right is, to every user.</summary>
    [Fact]
    public void WhatTheSystemForbidsIsAnErrorOfTheDisk()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "wal"));
        var directory = new DiskDirectory(folder.Path);
        Assert.Throws<UnauthorizedAccessException>(() => File.Delete(Path.Combine(folder.Path, "wal")));
        Assert.ThrowsAny<IOException>(() => directory.Delete("wal"));
        Assert.ThrowsAny<IOException>(() => directory.Create("wal"));
        Assert.ThrowsAny<IOException>(() => directory.Open("wal"));
        Assert.ThrowsAny<IOException>(() => directory.OpenToWrite("wal"));
    }

    [Fact]
    public void AFileThatIsOpenForReadingCannotBeWritten()
    {
        using var folder = new TemporaryFolder();
        var directory = new DiskDirectory(folder.Path);
        using (var file = directory.Create("a")) file.Write(0, "abc"u8);
        using (var file = directory.OpenToWrite("a")) file.Write(1, "x"u8);
        using var read = directory.Open("a");
        var bytes = new byte[4];
        Assert.Equal(3, read.Read(0, bytes));
        Assert.Equal("axc"u8, bytes.AsSpan(0, 3));
        Assert.ThrowsAny<IOException>(() => read.Write(0, "y"u8));
    }
}
