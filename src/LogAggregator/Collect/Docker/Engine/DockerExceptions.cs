using System;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>The engine cannot be reached. The message is a sentence for people: which socket, which error, what to do.</summary>
sealed class DockerUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>The engine answered, but not with success.</summary>
sealed class DockerRequestException(int statusCode, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;
}
