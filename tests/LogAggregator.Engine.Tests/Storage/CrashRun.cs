using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Segments;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>
/// Appends numbered batches to a store that seals and restarts in between, and takes pictures of the directory just
/// before random changes of it. Each picture must open as a store that never went on from there.
/// </summary>
sealed class CrashRun(int seed, bool keepsAcknowledged, Func<MemoryDirectory, Dictionary<string, byte[]>> picture)
{
    const int Batches = 40;

    readonly Random _random = new(seed);
    readonly Lock _lock = new();
    readonly List<(Dictionary<string, byte[]> Files, int Acknowledged, string Moment)> _pictures = [];
    readonly MemoryDirectory _directory = new();
    int _acknowledged;
    bool _compacts;

    static EmbeddedStoreOptions Options => StoreFixture.Compacting with { MaxActiveBytes = 2_000 };

    public async Task RunAsync(Durability durability)
    {
        _directory.Fault = TakePicture;
        var store = StoreFixture.Open(_directory, Options);
        for (var number = 1; number <= Batches; number++)
        {
            await store.AppendAsync(BatchOf(number), durability, TestContext.Current.CancellationToken);
            lock (_lock) _acknowledged = number;
            if (_random.Next(8) > 0) continue;
            await store.DisposeAsync();
            store = StoreFixture.Open(_directory, Options);
        }

        await store.DisposeAsync();
    }

    public async Task VerifyAsync()
    {
        Assert.NotEmpty(_pictures);
        Assert.True(_compacts);
        foreach (var (files, acknowledged, moment) in _pictures)
        {
            var directory = MemoryDirectory.Of(files);
            for (var start = 0; start < 2; start++)
            {
                var events = new ConcurrentQueue<StoreEvent>();
                await using var store = StoreFixture.Open(directory, Options, events);
                Assert.False(events.Any(e => e.Level >= Level.Error), $"seed {seed}, before {moment}, start {start}: {string.Join(' ', events)}");
                await VerifyAsync(store, acknowledged, $"seed {seed}, before {moment}, start {start}");
            }
        }
    }

    /// <summary>Whole batches from the first on, none missing in between, and the position of the last one.</summary>
    static async Task VerifyAsync(EmbeddedLogStore store, int acknowledged, string moment)
    {
        var lines = await store.LinesAsync();
        var present = store.Positions.TryGetValue("at", out var at) ? BitConverter.ToInt32(at) : 0;
        var expected = Enumerable.Range(1, present).SelectMany(LinesOf);
        Assert.True(expected.SequenceEqual(lines), $"{moment}: position {present}, {expected.Except(lines).Count()} lines missing, {lines.Except(expected).Count()} too many, of {lines.Count}");
        Assert.True(present >= acknowledged, $"{moment}: {acknowledged} were acknowledged, {present} are there");
        Assert.Equal(0, store.Statistics.DamagedBlocks);
    }

    void TakePicture(string what, string name)
    {
        lock (_lock)
        {
            _compacts |= SegmentName.TryParse(name, out var segment) && segment.First < segment.Last;
            if (_random.Next(3) > 0) return;
            var acknowledged = keepsAcknowledged ? _acknowledged : 0;
            _pictures.Add((picture(_directory), acknowledged, $"{what} {name}"));
        }
    }

    static RecordBatch BatchOf(int number)
    {
        var batch = new RecordBatch();
        foreach (var line in LinesOf(number)) batch.Add(StoreFixture.Source(number % 3), number, number, Level.Info, RecordFlags.None, Encoding.UTF8.GetBytes(line));
        batch.SetPosition("at", BitConverter.GetBytes(number));
        return batch;
    }

    static IEnumerable<string> LinesOf(int number) => Enumerable.Range(0, 1 + number % 5).Select(i => $"line {number}.{i} {new string('x', number * 3)}");
}
