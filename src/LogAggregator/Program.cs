using System;
using LogAggregator.Cli;
using LogAggregator.Cli.Ask;
using LogAggregator.Configuration;
using LogAggregator.Status;

var commandLine = CommandLine.Parse(args);
if (commandLine.Command == Command.Help)
{
    Console.Out.Write(HelpText.Write());
    return 0;
}

if (commandLine.Command == Command.Version)
{
    Console.Out.WriteLine(ProductVersion.Text);
    return 0;
}

var options = OptionsReader.Read(commandLine.Flags, Environment.GetEnvironmentVariable, out var settingErrors);
if (commandLine.Errors.Count + settingErrors.Count > 0)
{
    foreach (var error in commandLine.Errors) Console.Error.WriteLine(error);
    foreach (var error in settingErrors) Console.Error.WriteLine(error);
    return 2;
}

return commandLine.Command switch
{
    Command.HealthCheck => await HealthCheckCommand.RunAsync(options.Port, Console.Out),
    Command.Query or Command.Tail => await AskCommand.RunAsync(commandLine, options.Port),
    Command.Verify => VerifyCommand.Run(options, Console.Out, Console.Error),
    Command.Cat => await CatCommand.RunAsync(options, Console.OpenStandardOutput(), Console.Error),
    _ when options.Demo is not null => await DemoCommand.RunAsync(options, Console.Error),
    _ => await ServeCommand.RunAsync(options, Console.Error),
};
