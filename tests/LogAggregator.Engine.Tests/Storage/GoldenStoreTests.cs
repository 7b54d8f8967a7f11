using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>
/// Stores of released format versions are read for ever. They were made by <see cref="MakeAsync"/>: segments, as they are sealed and as
/// compaction makes one of them, and rows in a WAL. Never make them again once a version was released: a change of the format gets a
/// version and directories of its own.
/// </summary>
public sealed class GoldenStoreTests
{
    const int Seed = 2026;
    const string Sealed1 = "v1";
    const string Compacted1 = "v1-compacted";
    const string Sealed2 = "v2";
    const string Compacted2 = "v2-compacted";

    [Theory]
    [InlineData(Sealed1, 2)]
    [InlineData(Compacted1, 2)]
    [InlineData(Sealed2, 2)]
    [InlineData(Compacted2, 2)]
    public async Task AStoreOfAnyVersionReadsEqual(string name, int segments)
    {
        var files = Directory.GetFiles(FolderOf(name)).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
        await using var store = StoreFixture.Open(MemoryDirectory.Of(files));
        await using var expected = new MemoryLogStore();
        await MakeAsync(name, expected, () => Task.CompletedTask, () => Task.CompletedTask);

        var found = await store.ListAsync();
        var wanted = await expected.ListAsync();
        Assert.Equal(wanted.Select(r => (r.Id, r.ObservedNs, r.Level, r.Flags, r.Source)), found.Select(r => (r.Id, r.ObservedNs, r.Level, r.Flags, r.Source)));
        Assert.All(wanted.Zip(found), pair => Assert.True(pair.First.Line.Span.SequenceEqual(pair.Second.Line.Span)));
        Assert.Equal(expected.Positions.OrderBy(p => p.Key), store.Positions.OrderBy(p => p.Key));
        Assert.Equal((segments, 0), (store.Statistics.Segments, store.Statistics.DamagedBlocks));
        Assert.Equal(0, StoreVerification.Run(MemoryDirectory.Of(files), _ => { }).DamagedPlaces);
    }

    static async Task MakeAsync(string name, ILogStore store, Func<Task> seal, Func<Task> compact)
    {
        // The flags there were then.
        var records = new RandomRecords(Seed, RecordFlags.Lifecycle);
        var batches = IsCompacted(name) ? 24 : 12;
        for (var i = 1; i <= batches; i++)
        {
            await store.AppendAsync(records.Batch(), Durability.Written, TestContext.Current.CancellationToken);
            if (i % 4 == 0 && i < batches) await seal();
            if (IsCompacted(name) && i == 16) await compact();
        }
    }

    /// <summary>Set the variable STORE_GOLDEN to the name of a store to write its files; then commit them.</summary>
    [Theory]
    [InlineData(Sealed1)]
    [InlineData(Compacted1)]
    [InlineData(Sealed2)]
    [InlineData(Compacted2)]
    public async Task TheSameRecordsMakeTheSameStore(string name)
    {
        var directory = new MemoryDirectory();
        await using (var store = StoreFixture.Open(directory, IsCompacted(name) ? StoreFixture.Compacting : StoreFixture.Options)) await MakeAsync(name, store, store.SealAsync, store.CompactAsync);
        var made = directory.AfterKill();
        if (Environment.GetEnvironmentVariable("STORE_GOLDEN") == name)
        {
            Directory.CreateDirectory(FolderOf(name));
            foreach (var (file, bytes) in made) await File.WriteAllBytesAsync(Path.Combine(FolderOf(name), file), bytes, TestContext.Current.CancellationToken);
        }

        Assert.Equal(Directory.GetFiles(FolderOf(name)).Select(Path.GetFileName).Order(), made.Keys.Order());
    }

    /// <summary>Of the oldest store with sealed segments.</summary>
    internal static string Folder { get; } = FolderOf(Sealed1);

    static bool IsCompacted(string name) => name is Compacted1 or Compacted2;

    static string FolderOf(string name, [CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Golden", name);
}
