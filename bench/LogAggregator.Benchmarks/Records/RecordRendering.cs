using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Rendering;

namespace LogAggregator.Benchmarks.Records;

/// <summary>Records as JSON, parsed again from their lines: what each reader of a page, a stream or an export costs.</summary>
[MemoryDiagnoser]
public class RecordRendering
{
    readonly StoredRecord[] _records = RecordCorpus.Create();
    readonly ArrayBufferWriter<byte> _buffer = new(1024 * 1024);
    readonly RecordJson _json = new();
    Utf8JsonWriter? _writer;

    [Benchmark(OperationsPerInvoke = 20_000)]
    public int NsPerRecord()
    {
        _writer ??= new Utf8JsonWriter(_buffer, RecordJson.WriterOptions);
        var bytes = 0;
        foreach (var record in _records)
        {
            _buffer.ResetWrittenCount();
            _writer.Reset(_buffer);
            _json.Write(_writer, record);
            _writer.Flush();
            bytes += _buffer.WrittenCount;
        }

        return bytes;
    }
}
