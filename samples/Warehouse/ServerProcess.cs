using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Warehouse;

/// <summary>A program that the cluster needs is missing, or did not start.</summary>
/// <param name="message">The problem and its fix.</param>
public sealed class ServerException(string message) : Exception(message);

/// <summary>A server that belongs to this program: it is stopped, and its folder deleted, when this program ends.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly bool _endsWithInput;

    private ServerProcess(Process process, bool endsWithInput)
    {
        _process = process;
        _endsWithInput = endsWithInput;
    }

    /// <summary>Id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a program, and waits until it writes a text.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="ready">The text.</param>
    /// <param name="variables">Variables of its environment.</param>
    /// <param name="endsWithInput">True if the program ends when its standard input ends; false to send it the signal INT.</param>
    /// <param name="cancellationToken">Cancels the wait; the program is stopped.</param>
    /// <exception cref="ServerException">The program did not start.</exception>
    public static async Task<ServerProcess> StartAsync(
        IReadOnlyList<string> command,
        string ready,
        IEnumerable<KeyValuePair<string, string>>? variables,
        bool endsWithInput,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in variables ?? [])
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new ServerException($"{command[0]} did not start.");
        var server = new ServerProcess(process, endsWithInput);
        var isReady = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lines = new Queue<string>();
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var exit = process.WaitForExitAsync(cancellationToken);
            if (await Task.WhenAny(isReady.Task, exit) == exit)
            {
                await exit;
                throw new ServerException($"{Path.GetFileName(command[0])} ended at once:\n{string.Join('\n', lines)}");
            }

            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        void Read(string? line)
        {
            if (line is not null && !isReady.Task.IsCompleted)
            {
                lock (lines)
                {
                    lines.Enqueue(line);
                }

                if (line.Contains(ready, StringComparison.OrdinalIgnoreCase))
                {
                    isReady.TrySetResult();
                }
            }
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="ServerException">It failed.</exception>
    public static async Task<string> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new ServerException($"{command[0]} did not start.");
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output.Trim() : throw new ServerException($"{command[0]} failed: {await error}");
    }

    /// <summary>Returns free ports of the loopback address.</summary>
    public static int[] FindPorts(int count)
    {
        // All are taken at the same time, so that they differ.
        var listeners = Enumerable.Range(0, count).Select(static _ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(static listener => listener.Start());
        var ports = listeners.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(static listener => listener.Stop());
        return ports;
    }

    /// <summary>Stops the process; kills it if it does not end in ten seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                if (_endsWithInput)
                {
                    _process.StandardInput.Close();
                }
                else
                {
                    await RunAsync(["kill", "-INT", $"{_process.Id}"], limit.Token);
                }

                await _process.WaitForExitAsync(limit.Token);
            }
            catch (Exception failure) when (failure is OperationCanceledException or ServerException or IOException)
            {
                _process.Kill();
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        _process.Dispose();
    }
}
