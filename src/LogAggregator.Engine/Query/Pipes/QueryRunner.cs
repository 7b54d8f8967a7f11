using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Reads records through the pipes of a query, within its time.</summary>
public static class QueryRunner
{
    /// <summary>Records between two looks at the clock.</summary>
    const int RecordsBetweenLooks = 256;

    /// <summary>
    /// The rows, as they come. Stops reading when the pipes have enough, when memory is used up, or when the time is over; the last two
    /// leave a note on the run.
    /// </summary>
    public static async IAsyncEnumerable<TableRow> RunAsync(
        QueryRun run,
        IAsyncEnumerable<StoredRecord> records,
        TimeSpan maxDuration,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var left = RecordsBetweenLooks;
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            var wantsMore = run.Add(record);
            foreach (var row in run.TakeRows()) yield return row;
            if (!wantsMore) break;
            if (--left > 0) continue;
            left = RecordsBetweenLooks;
            if (time.GetElapsedTime(start) <= maxDuration) continue;
            run.NotePartial($"the time of {maxDuration.TotalSeconds:0.#} s was over: the result is that of the records read up to there");
            break;
        }

        run.Complete();
        foreach (var row in run.TakeRows()) yield return row;
    }
}
