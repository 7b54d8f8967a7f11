using System;
using System.Buffers;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Storage.Sealing;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>What is printed, and found, is what was appended, where blocks have many rows, of many layouts.</summary>
public sealed class PrintTests
{
    static readonly EmbeddedStoreOptions Large = StoreFixture.Compacting with { BlockLimits = new BlockLimits(4 << 20, 20_000) };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 4)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task ManyRowsArePrintedAsTheyWereAppended(int seed)
    {
        var random = new Random(seed);
        await using var store = StoreFixture.Open(new MemoryDirectory(), Large);
        await using var plain = new MemoryLogStore();
        for (var part = 0; part < 6; part++)
        {
            var batch = Batch(random, random.Next(1, 2_000), maxLate: seed % 3 == 0 ? 500 : 3);
            await store.AppendAsync(batch);
            await plain.AppendAsync(batch, Durability.Written, TestContext.Current.CancellationToken);
            if (part < 5) await store.SealAsync();
            if (part == 3) await store.CompactAsync();
            if (part is 0 or 2 or 3 or 5) await CompareAsync(plain, store);
        }
    }

    [Fact]
    public async Task LinesLongerThanAPageArePrintedWhole()
    {
        await using var store = StoreFixture.Open(new MemoryDirectory(), Large);
        string[] lines = [.. Enumerable.Range(0, 400).Select(i => $"{i} " + new string('x', i % 100 == 99 ? 1_500_000 : i))];
        await store.AppendAsync(StoreFixture.Batch([.. lines.Select((line, i) => ((long)i, line))]));
        await store.SealAsync();

        Assert.Equal(string.Concat(lines.Select(line => line + "\n")), Encoding.UTF8.GetString(await PrintedAsync(store, AllRecords.Instance, SearchOrder.Observed)));
    }

    [Fact]
    public async Task WhoTakesNoMoreEndsIt()
    {
        await using var store = StoreFixture.Open(new MemoryDirectory(), Large);
        for (var part = 0; part < 3; part++)
        {
            await store.AppendAsync(Batch(new Random(part), 20_000, maxLate: 3));
            await store.SealAsync();
        }

        await foreach (var page in store.PrintAsync(AllRecords.Instance, SearchOrder.Observed, TestContext.Current.CancellationToken))
        {
            Assert.False(page.IsEmpty);
            break;
        }

        using var gone = new CancellationTokenSource();
        await using var pages = store.PrintAsync(AllRecords.Instance, SearchOrder.Observed, gone.Token).GetAsyncEnumerator(gone.Token);
        Assert.True(await pages.MoveNextAsync());
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await pages.MoveNextAsync()) Assert.False(pages.Current.IsEmpty);
        });
    }

    static async Task CompareAsync(ILogStore plain, ILogStore store)
    {
        Filter[] filters = [AllRecords.Instance, new Not(new IsGap()), new LevelIn(LevelSet.AtLeast(Level.Warning)), new TextContains("7"), new ContainerIs("container-2")];
        foreach (var filter in filters)
        {
            foreach (var order in Enum.GetValues<SearchOrder>())
            {
                var expected = await PrintedAsync(plain, filter, order);
                var printed = await PrintedAsync(store, filter, order);
                Assert.True(expected.SequenceEqual(printed), $"printed: {filter}, {order}");
                byte[] found = [.. (await store.ListAsync(order, filter)).SelectMany(Printed)];
                Assert.True(expected.SequenceEqual(found), $"found: {filter}, {order}");
            }
        }
    }

    static byte[] Printed(StoredRecord record) =>
        (record.Flags & RecordFlags.NoNewline) == 0 ? [.. record.Line.Span, (byte)'\n'] : record.Line.ToArray();

    static async Task<byte[]> PrintedAsync(ILogStore store, Filter filter, SearchOrder order)
    {
        var printed = new ArrayBufferWriter<byte>();
        await foreach (var page in store.PrintAsync(filter, order, TestContext.Current.CancellationToken)) printed.Write(page.Span);
        return printed.WrittenSpan.ToArray();
    }

    static RecordBatch Batch(Random random, int rows, int maxLate)
    {
        var batch = new RecordBatch();
        for (var i = 0; i < rows; i++)
        {
            var observed = 1_000_000_000L * i - random.Next(maxLate) * 1_000_000_000L;
            var flags = random.Next(20) == 0 ? (RecordFlags)random.Next(32) : RecordFlags.None;
            batch.Add(StoreFixture.Source(random.Next(4)), observed + random.Next(3), observed, (Level)random.Next(6), flags, Line(random, i));
        }

        return batch;
    }

    static byte[] Line(Random random, int i) => random.Next(12) switch
    {
        0 => Encoding.UTF8.GetBytes($"2026-11-01 04:{i % 60:d2}:09,898 took {random.Next(5000)} ms\r"),
        1 => Encoding.UTF8.GetBytes($"user {random.NextInt64():x16} said {random.Next(30)}"),
        2 => Encoding.UTF8.GetBytes($"no session {i}\n\tat a.b(C.java:{random.Next(99)})\n\tat d.e(F.java:{random.Next(9)})\n\tat main"),
        3 => Encoding.UTF8.GetBytes($"level=info id={new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, (byte)i)} n={random.Next(100):d3}"),
        4 => [.. Enumerable.Range(0, random.Next(40)).Select(_ => (byte)random.Next(256))],
        5 => [],
        var kind => Encoding.UTF8.GetBytes(
            $$$"""{"timestamp":"2026-11-01T04:{{{i % 60:d2}}}:09.{{{random.Next(1000):d3}}}Z","level":"INFO","message":"took {{{random.Next(100)}}} ms of {{{(Parts)(kind % 3)}}}","metadata":{"n":{{{random.Next()}}},"trace":"{{{random.NextInt64(1 << 20):x32}}}"}}"""),
    };

    enum Parts
    {
        Reading,
        Writing,
        Nothing,
    }
}
