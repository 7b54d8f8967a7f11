using System;
using System.Collections.Generic;
using System.IO;
using LogAggregator.Engine.Storage.Files;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class FileReplacementTests
{
    [Fact]
    public void APowerCutAfterItLeavesTheNewOne()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var directory = Old();
            directory.Replace("file", "file.new", "new and longer"u8);
            var left = directory.AfterPowerCut(new Random(seed));
            Assert.Equal("new and longer"u8, left["file"]);
            Assert.Equal(["file"], left.Keys);
        }
    }

    /// <summary>At each step of it.</summary>
    [Theory]
    [InlineData("create")]
    [InlineData("write")]
    [InlineData("rename")]
    [InlineData("sync")]
    public void APowerCutMeanwhileLeavesTheOldOneOrTheNewOne(string step)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var directory = Old();
            Dictionary<string, byte[]>? left = null;
            directory.Fault = (what, name) =>
            {
                if (what == step) left ??= directory.AfterPowerCut(new Random(seed));
            };
            directory.Replace("file", "file.new", "new and longer"u8);
            Assert.NotNull(left);
            Assert.True(left["file"].AsSpan().SequenceEqual("old"u8) || left["file"].AsSpan().SequenceEqual("new and longer"u8));
        }
    }

    [Fact]
    public void WhatFailsLeavesTheOldOne()
    {
        var directory = Old();
        directory.Room = 3;
        Assert.ThrowsAny<IOException>(() => directory.Replace("file", "file.new", "new and longer"u8));
        Assert.Equal("old"u8, directory.Bytes("file"));
        directory.Room = long.MaxValue;
        directory.Replace("file", "file.new", "next"u8);
        Assert.Equal("next"u8, directory.Bytes("file"));
        Assert.Equal(["file"], directory.List());
    }

    [Fact]
    public void AFileOnTheDiskIsReplaced()
    {
        using var folder = new TemporaryFolder();
        DurableFile.Replace(folder.Path, "file", "file.new", "first"u8);
        DurableFile.Replace(folder.Path, "file", "file.new", "second"u8);
        Assert.Equal("second"u8, File.ReadAllBytes(Path.Combine(folder.Path, "file")));
        Assert.Equal([Path.Combine(folder.Path, "file")], Directory.GetFileSystemEntries(folder.Path));
    }

    static MemoryDirectory Old()
    {
        var directory = new MemoryDirectory();
        directory.Replace("file", "file.new", "old"u8);
        return directory;
    }
}
