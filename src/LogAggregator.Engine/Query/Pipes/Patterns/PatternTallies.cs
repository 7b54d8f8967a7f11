using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>Makes tallies of what holds rows.</summary>
static class PatternTallies
{
    /// <summary>Of rows of a block, by its columns.</summary>
    public static PatternTally Of(RowGroup group)
    {
        var numbers = new PatternNumbers(group, TextsOf(group));
        var block = group.Block.Columns;
        return PatternTally.Of(numbers.Patterns, numbers.Number(), group.Rows, block.Levels, block.TimestampsNs, block.Sequences);
    }

    /// <summary>Of records: the number of each is its row.</summary>
    public static PatternTally Of(IReadOnlyList<StoredRecord> records)
    {
        var (patterns, rows) = (new PatternList(), new RowSet(records.Count));
        rows.AddAll();
        var (message, candidate) = (RecordField.For(FieldNames.Message), new Candidate());
        var ofRow = new int[records.Count];
        for (var row = 0; row < ofRow.Length; row++) ofRow[row] = patterns.NumberOf(MessageOf(records[row], message, candidate));
        return PatternTally.Of(
            patterns.Patterns, ofRow, rows, [.. records.Select(record => (int)record.Level)], [.. records.Select(record => record.Id.TimestampNs)], [.. records.Select(record => (long)record.Id.Sequence)]);
    }

    public static MessageTexts TextsOf(RowGroup group) => new(group, RecordField.For(FieldNames.Message));

    public static string MessageOf(StoredRecord record) => MessageOf(record, RecordField.For(FieldNames.Message), new Candidate());

    static string MessageOf(StoredRecord record, RecordField message, Candidate candidate)
    {
        candidate.Set(new RecordView(record.Source, record.Id, record.Level, record.Flags, record.Line));
        return message.Read(candidate).ToString();
    }
}
