using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>Appends, searches and sealing at once: every search sees each record once, and none missing.</summary>
public sealed class ConcurrencyTests
{
    const int Appenders = 4;
    const int BatchesEach = 60;

    [Theory, InlineData(SearchOrder.Arrival), InlineData(SearchOrder.NewestFirst), InlineData(SearchOrder.OldestFirst)]
    public async Task ASearchSeesWhatWasAcknowledgedBeforeItOnce(SearchOrder order)
    {
        await using var store = StoreFixture.Open(new MemoryDirectory(), StoreFixture.Options with { MaxActiveBytes = 5_000 });
        var appending = Task.WhenAll(Enumerable.Range(0, Appenders).Select(number => Task.Run(() => AppendAsync(store, number))));
        var searches = 0;
        do
        {
            await SearchAsync(store, order);
            searches++;
        }
        while (!appending.IsCompleted || searches < 3);

        await appending;
        Assert.Equal(Appenders * BatchesEach * 3, (await store.ListAsync()).Count);
        Assert.True(store.Statistics.Segments > 1);
    }

    [Fact]
    public async Task RetentionMeanwhileTakesTheOldestAlone()
    {
        var directory = new MemoryDirectory();
        var options = StoreFixture.Options with { MaxActiveBytes = 3_000, RetentionBytes = 20_000, MaxRecentRecords = 10 };
        await using var store = StoreFixture.Open(directory, options);
        var appending = Task.WhenAll(Enumerable.Range(0, Appenders).Select(number => Task.Run(() => AppendAsync(store, number))));
        do
        {
            var sequences = (await store.ListAsync()).ConvertAll(record => record.Id.Sequence);
            Assert.Equal(sequences.Order(), sequences);
            if (sequences.Count > 0) Assert.Equal((ulong)sequences.Count, sequences[^1] - sequences[0] + 1);
        }
        while (!appending.IsCompleted);

        await appending;
        await store.SealAsync();
        store.Maintain(options);
        Assert.InRange(store.Statistics.DiskBytes, 1, 20_000);
        Assert.Equal((ulong)(Appenders * BatchesEach * 3), store.LastSequence);
    }

    [Fact]
    public async Task LiveReadersGetEveryRecordInOrder()
    {
        var seen = new List<ulong>();
        await using var store = EmbeddedLogStore.Open(
            new MemoryDirectory(), StoreFixture.Options with { MaxActiveBytes = 5_000 }, TimeProvider.System, records => seen.AddRange(records().Select(r => r.Id.Sequence)));
        await Task.WhenAll(Enumerable.Range(0, Appenders).Select(number => Task.Run(() => AppendAsync(store, number))));
        Assert.Equal(Enumerable.Range(1, Appenders * BatchesEach * 3).Select(i => (ulong)i), seen);
    }

    static async Task AppendAsync(EmbeddedLogStore store, int number)
    {
        for (var i = 0; i < BatchesEach; i++)
        {
            var batch = new RecordBatch();
            for (var row = 0; row < 3; row++)
            {
                var line = Encoding.UTF8.GetBytes($"appender {number} batch {i} row {row}");
                batch.Add(StoreFixture.Source(number), i * 10 + row, i, Level.Info, RecordFlags.None, line);
            }

            await store.AppendAsync(batch, i % 2 == 0 ? Durability.Durable : Durability.Written, CancellationToken.None);
        }
    }

    static async Task SearchAsync(EmbeddedLogStore store, SearchOrder order)
    {
        var acknowledged = store.LastSequence;
        var found = await store.ListAsync(order, AllRecords.Instance);
        var sequences = found.Select(record => record.Id.Sequence).ToHashSet();
        Assert.Equal(found.Count, sequences.Count);
        for (ulong sequence = 1; sequence <= acknowledged; sequence++) Assert.Contains(sequence, sequences);
    }
}
