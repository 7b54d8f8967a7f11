using BenchmarkDotNet.Attributes;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution;

namespace LogAggregator.Benchmarks.Records;

/// <summary>One filter over 20,000 records in memory; MB/s is the corpus' 4 MB by the time.</summary>
[MemoryDiagnoser]
public class FilterScan
{
    readonly StoredRecord[] _records = RecordCorpus.Create();
    FilterEvaluator _evaluator = new(AllRecords.Instance);

    /// <summary>The filter: a text that no line has, one that few have, one that many have, a phrase, other letters, a container.</summary>
    [Params("no such text", "10.0.77.", "database", "\"slow query\"", "größe", "container:data-api")]
    public string Query { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _evaluator = new FilterEvaluator(Query switch
    {
        ['"', .. var phrase, '"'] => new Phrase(phrase),
        ['c', 'o', 'n', 't', 'a', 'i', 'n', 'e', 'r', ':', .. var name] => new ContainerIs(name),
        _ => new TextContains(Query),
    });

    [Benchmark(OperationsPerInvoke = 20_000)]
    public int NsPerRecord()
    {
        var found = 0;
        foreach (var record in _records)
        {
            if (_evaluator.Matches(record)) found++;
        }

        return found;
    }
}
