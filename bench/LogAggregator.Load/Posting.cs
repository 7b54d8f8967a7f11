using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace LogAggregator.Load;

/// <summary>Posts a file of NDJSON over several connections, each batch acknowledged before the connection's next.</summary>
static class Posting
{
    const int RecordsPerBatch = 1000;

    /// <param name="service">Its root.</param>
    /// <param name="file">NDJSON.</param>
    /// <param name="connections">At once.</param>
    /// <param name="recordsPerSecond">Not more than that; 0 for as fast as it goes.</param>
    public static async Task RunAsync(Uri service, string file, int connections, int recordsPerSecond)
    {
        var batches = Channel.CreateBounded<byte[]>(connections * 2);
        var clock = Stopwatch.StartNew();
        var latencies = new List<double>();
        var workers = new List<Task>();
        for (var i = 0; i < connections; i++) workers.Add(PostAsync(new Uri(service, "logs"), batches.Reader, latencies, clock));
        var records = await ReadAsync(file, batches.Writer, recordsPerSecond);
        await Task.WhenAll(workers);
        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"posted {records:n0} records in {seconds:f2} s: {records / seconds:n0} records/s; batch p50 {Percentile.Of(latencies, 0.5):f1} ms, p99 {Percentile.Of(latencies, 0.99):f1} ms");
    }

    static async Task<long> ReadAsync(string file, ChannelWriter<byte[]> batches, int recordsPerSecond)
    {
        var clock = Stopwatch.StartNew();
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        var batch = new MemoryStream();
        var buffer = new byte[1 << 20];
        long records = 0;
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
        {
            var start = 0;
            for (var at = 0; at < read; at++)
            {
                if (buffer[at] != '\n' || ++records % RecordsPerBatch != 0) continue;
                batch.Write(buffer, start, at + 1 - start);
                start = at + 1;
                await batches.WriteAsync(batch.ToArray());
                batch.SetLength(0);
                if (recordsPerSecond > 0) await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, (double)records / recordsPerSecond - clock.Elapsed.TotalSeconds)));
            }

            batch.Write(buffer, start, read - start);
        }

        if (batch.Length > 0) await batches.WriteAsync(batch.ToArray());
        batches.Complete();
        return records;
    }

    static async Task PostAsync(Uri target, ChannelReader<byte[]> batches, List<double> latencies, Stopwatch clock)
    {
        using var client = new HttpClient();
        await foreach (var batch in batches.ReadAllAsync())
        {
            var from = clock.Elapsed;
            while (true)
            {
                using var content = new ByteArrayContent(batch);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
                using var answer = await client.PostAsync(target, content);
                if (answer.StatusCode == HttpStatusCode.Created) break;
                if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                    throw new HttpRequestException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                await Task.Delay(20);
            }

            lock (latencies) latencies.Add((clock.Elapsed - from).TotalMilliseconds);
        }
    }
}
