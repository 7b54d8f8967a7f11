using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Benchmarks.Store;

/// <summary>
/// Fills a store with a corpus and prints what it cost: <c>-- store CORPUS FOLDER RECORDS</c>. The corpus comes from the
/// load program; reading and parsing it is not part of what is timed.
/// </summary>
static class StoreMeasurement
{
    const int Posters = 4;
    const int BatchesAhead = 60;

    public static async Task RunAsync(string corpus, string folder, long records)
    {
        var options = new EmbeddedStoreOptions { Directory = folder };
        await using (var store = EmbeddedLogStore.Open(options, TimeProvider.System))
        {
            await AppendAsync(store, corpus, records, Durability.Durable);
            await AppendAsync(store, corpus, Math.Min(records, 1_000_000), Durability.Written);
            var statistics = store.Statistics;
            Console.WriteLine($"disk: {statistics.LineBytes / 1e6:f1} MB of lines in {statistics.DiskBytes / 1e6:f1} MB, {statistics.LineBytes / (double)statistics.DiskBytes:f2} to 1, {statistics.Segments} segments");
        }

        await OpenAndSearchAsync(options);
        Console.WriteLine($"peak memory: {File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))}");
    }

    static async Task AppendAsync(EmbeddedLogStore store, string corpus, long records, Durability durability)
    {
        var (elapsed, cpu, appended) = (TimeSpan.Zero, TimeSpan.Zero, 0L);
        foreach (var ahead in new CorpusReader(corpus).Batches(records).Chunk(BatchesAhead))
        {
            var (start, startCpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var next = -1;
            await Task.WhenAll(Enumerable.Range(0, Posters).Select(_ => Task.Run(async () =>
            {
                for (int i; (i = Interlocked.Increment(ref next)) < ahead.Length;) await store.AppendAsync(ahead[i], durability, CancellationToken.None);
            })));
            elapsed += Stopwatch.GetElapsedTime(start);
            cpu += Environment.CpuUsage.TotalTime - startCpu;
            appended += ahead.Sum(batch => batch.Count);
        }

        Console.WriteLine($"append {durability}: {appended} records, {appended / elapsed.TotalSeconds:f0}/s, {cpu.TotalSeconds / elapsed.TotalSeconds:f2} cores, {Memory()}");
    }

    static string Memory()
    {
        var memory = GC.GetGCMemoryInfo();
        return $"{memory.TotalCommittedBytes / 1e6:f0} MB committed, {memory.HeapSizeBytes / 1e6:f0} MB after the last collection ({memory.Generation}), "
            + $"{GC.GetTotalAllocatedBytes() / 1e6:f0} MB allocated, {GC.CollectionCount(0)}/{GC.CollectionCount(1)}/{GC.CollectionCount(2)} collections";
    }

    static async Task OpenAndSearchAsync(EmbeddedStoreOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        await using var store = EmbeddedLogStore.Open(options, TimeProvider.System);
        Console.WriteLine($"open with {store.Statistics.Records} records: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:f0} ms");
        await MeasureAsync(store, "newest 100", AllRecords.Instance);
        foreach (var container in (string[])["prod-api-5", "prod-postgres-1", "prod-system-1"])
            foreach (var level in (Level[])[Level.Error, Level.Warning, Level.Critical])
                await MeasureAsync(store, $"newest 100 of {container}, {level}", new And([new ContainerIs(container), new LevelIn(LevelSet.Of(level))]));
        await MeasureAsync(store, "newest 100 of prod-system-1", new ContainerIs("prod-system-1"));
    }

    static async Task MeasureAsync(EmbeddedLogStore store, string name, Filter filter)
    {
        var times = new List<double>();
        var found = 0;
        for (var i = 0; i < 101; i++)
        {
            var start = Stopwatch.GetTimestamp();
            found = 0;
            await foreach (var _ in store.SearchAsync(new LogSearch(filter, SearchOrder.NewestFirst, 100), CancellationToken.None)) found++;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine($"{name}: {found} found, first {times[0]:f2} ms, median {times.Order().ElementAt(50):f2} ms, fastest {times.Min():f2} ms");
    }
}
