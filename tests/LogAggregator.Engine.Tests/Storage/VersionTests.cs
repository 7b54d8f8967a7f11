using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Engine.Storage.Encoding;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class VersionTests
{
    const int VersionAt = 8;

    [Theory]
    [InlineData("manifest", 0, null, 2)]
    [InlineData("wal-0000000002.log", 0, 48, 2)]
    [InlineData("segment-0000000001.seg", -32, 32, 3)]
    [InlineData("segment-0000000001.seg", -64, 32, 3)]
    public async Task AFileOfANewerVersionIsRefusedAndNothingIsTouched(string name, int start, int? length, uint version)
    {
        var files = await FilesAsync();
        var bytes = files[name];
        var from = start < 0 ? bytes.Length + start : start;
        var head = bytes.AsSpan(from, length ?? bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[VersionAt..], version);
        BinaryPrimitives.WriteUInt32LittleEndian(head[^4..], Crc32C.Of(head[..^4]));

        var directory = MemoryDirectory.Of(files);
        var error = Assert.Throws<StoreVersionException>(() => StoreFixture.Open(directory));
        Assert.Contains($"{name} has version {version}", error.Message);
        Assert.Throws<StoreVersionException>(() => StoreVerification.Run(directory, _ => { }));
        var after = directory.AfterKill();
        Assert.Equal(files.Keys.Order(), after.Keys.Order());
        foreach (var (file, content) in files) Assert.Equal(content, after[file]);
    }

    [Fact]
    public async Task AVersionOfWhichABitFlippedIsDamageOnly()
    {
        var files = await FilesAsync();
        files["wal-0000000002.log"][VersionAt] ^= 2;
        await using var store = StoreFixture.Open(MemoryDirectory.Of(files));
        Assert.Equal(["sealed", "active"], await store.LinesAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ASegmentOfAnyKnownVersionOfWhichABitFlippedIsDamageOnly(uint version)
    {
        var files = await FilesAsync();
        var trailer = files["segment-0000000001.seg"].AsMemory(^32..);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.Span[VersionAt..], version);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.Span[^4..], Crc32C.Of(trailer.Span[..^4]));
        trailer.Span[VersionAt] ^= 4;
        await using var store = StoreFixture.Open(MemoryDirectory.Of(files));
        Assert.Equal(["sealed", "active"], await store.LinesAsync());
    }

    static async Task<Dictionary<string, byte[]>> FilesAsync()
    {
        var directory = new MemoryDirectory();
        await using var store = StoreFixture.Open(directory);
        await store.AppendAsync(StoreFixture.Batch((1, "sealed")));
        await store.SealAsync();
        await store.AppendAsync(StoreFixture.Batch((2, "active")));
        return directory.AfterKill();
    }
}
