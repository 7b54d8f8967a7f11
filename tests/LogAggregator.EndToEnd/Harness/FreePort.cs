using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>Ports for the services under test.</summary>
static class FreePort
{
    /// <summary>Two runs at once do not begin with the same ports: one met the other's services.</summary>
    static int _ports = Environment.ProcessId * 61 % 10_000;

    /// <summary>
    /// One that nobody listens on. Below those that the kernel gives to clients, and none twice in one run, so that
    /// nobody else takes it meanwhile.
    /// </summary>
    public static int Next()
    {
        while (true)
        {
            var port = 18_000 + (Interlocked.Increment(ref _ports) % 10_000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
