using System;
using System.Collections.Generic;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Numbers the steps of time that rows are in.</summary>
static class StepNumbers
{
    public static NumberedValues Of(ReadOnlySpan<long> timestampsNs, long stepNs, RowSet rows, ReadBuffers buffers)
    {
        var ofRow = buffers.RentInts(timestampsNs.Length);
        var values = new List<Value>();
        var known = new Dictionary<long, int>();
        var (start, number) = (long.MinValue, 0);
        foreach (var row in rows)
        {
            // Fast path: rows of one step follow each other.
            if (start == long.MinValue || timestampsNs[row] < start || timestampsNs[row] - start >= stepNs)
            {
                start = TimeSteps.StartOf(timestampsNs[row], stepNs);
                if (!known.TryGetValue(start, out number))
                {
                    known.Add(start, number = values.Count);
                    values.Add(Value.Time(start));
                }
            }

            ofRow[row] = number;
        }

        return new NumberedValues(ofRow, [.. values]);
    }
}
