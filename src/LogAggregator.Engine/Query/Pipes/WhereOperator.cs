namespace LogAggregator.Engine.Query.Pipes;

sealed class WhereOperator(RowPredicate predicate) : PipeOperator
{
    public override bool Add(TableRow row) => !predicate.Matches(row) || Next.Add(row);
}
