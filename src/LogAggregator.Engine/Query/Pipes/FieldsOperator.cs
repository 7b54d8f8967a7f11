using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Gives rows of these columns only.</summary>
/// <param name="schema">Of the rows that come.</param>
/// <param name="fields">Columns to give.</param>
/// <param name="keepRecord">The rows stay records beside.</param>
sealed class FieldsOperator(Schema schema, IEnumerable<string> fields, bool keepRecord = false) : PipeOperator
{
    readonly int[] _columns = [.. fields.Select(schema.Find)];
    TableRow? _row;

    public override bool Add(TableRow row)
    {
        _row ??= new TableRow(new Value[_columns.Length]);
        for (var i = 0; i < _columns.Length; i++) _row.Cells[i] = CellOf(row, _columns[i]);
        if (keepRecord) _row.Record = row.Record;
        return Next.Add(_row);
    }
}
