using System;
using System.IO;
using LogAggregator.Configuration;
using LogAggregator.Engine;

namespace LogAggregator.Cli;

/// <summary><c>verify</c>: reads everything in the log directory and says what is damaged.</summary>
static class VerifyCommand
{
    /// <summary>0 if all can be read, 1 if not, or if the directory cannot be used.</summary>
    public static int Run(ServiceOptions options, TextWriter output, TextWriter errors)
    {
        try
        {
            var result = StoreVerification.Run(options.LogDirectory, output.WriteLine);
            output.WriteLine(result.DamagedPlaces == 0 ? $"{result.Records} records, no damage" : $"{result.Records} records, {result.DamagedPlaces} damaged places");
            return result.DamagedPlaces == 0 ? 0 : 1;
        }
        catch (Exception exception) when (StartFailure.Describe(exception, options) is { } sentence)
        {
            errors.WriteLine($"log-aggregator cannot verify: {sentence}");
            return 1;
        }
    }
}
