using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>
/// A store of format version 1 is read for ever. It was made by <see cref="MakeAsync"/>: two segments, and rows in a WAL.
/// Never make it again once a version was released: a change of the format gets a version and a directory of its own.
/// </summary>
public sealed class GoldenStoreTests
{
    const int Seed = 2026;

    [Fact]
    public async Task TheStoreOfVersion1ReadsEqual()
    {
        var files = Directory.GetFiles(Folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
        await using var store = StoreFixture.Open(MemoryDirectory.Of(files));
        await using var expected = new MemoryLogStore();
        await MakeAsync(expected, () => Task.CompletedTask);

        var found = await store.ListAsync();
        var wanted = await expected.ListAsync();
        Assert.Equal(wanted.Select(r => (r.Id, r.ObservedNs, r.Level, r.Flags, r.Source)), found.Select(r => (r.Id, r.ObservedNs, r.Level, r.Flags, r.Source)));
        Assert.All(wanted.Zip(found), pair => Assert.True(pair.First.Line.Span.SequenceEqual(pair.Second.Line.Span)));
        Assert.Equal(expected.Positions.OrderBy(p => p.Key), store.Positions.OrderBy(p => p.Key));
        Assert.Equal((2, 0), (store.Statistics.Segments, store.Statistics.DamagedBlocks));
    }

    internal static async Task MakeAsync(ILogStore store, Func<Task> seal)
    {
        var records = new RandomRecords(Seed);
        for (var i = 1; i <= 12; i++)
        {
            await store.AppendAsync(records.Batch(), Durability.Written, TestContext.Current.CancellationToken);
            if (i is 4 or 8) await seal();
        }
    }

    /// <summary>Set the variable STORE_GOLDEN to write the files; then commit them.</summary>
    [Fact]
    public async Task TheSameRecordsMakeTheSameStore()
    {
        var directory = new MemoryDirectory();
        await using (var store = StoreFixture.Open(directory)) await MakeAsync(store, store.SealAsync);
        var made = directory.AfterKill();
        if (Environment.GetEnvironmentVariable("STORE_GOLDEN") is not null)
        {
            Directory.CreateDirectory(Folder);
            foreach (var (name, bytes) in made) await File.WriteAllBytesAsync(Path.Combine(Folder, name), bytes, TestContext.Current.CancellationToken);
        }

        Assert.Equal(Directory.GetFiles(Folder).Select(Path.GetFileName).Order(), made.Keys.Order());
    }

    internal static string Folder { get; } = FolderBeside();

    static string FolderBeside([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Golden", "v1");
}
