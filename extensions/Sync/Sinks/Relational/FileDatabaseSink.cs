using System.Data.Common;

namespace ClickFunnels.Sync;

/// <summary>Stores rows and state in a database that is a file, over one connection, on which all calls wait for each other.</summary>
/// <param name="path">Path of the file.</param>
/// <param name="dialect">The dialect of the database.</param>
/// <exception cref="ArgumentException">The path is empty or not valid.</exception>
public abstract class FileDatabaseSink(string path, SqlDialect dialect) : RelationalSink(dialect)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DbConnection? _connection;
    private bool _isDisposed;

    /// <summary>The full path of the file.</summary>
    public string FilePath { get; } = FullPath(path);

    /// <inheritdoc />
    protected sealed override Task ConnectAsync(CancellationToken cancellationToken) =>
        TakeTurnAsync(
            async token =>
            {
                _connection ??= await ConnectNewAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <inheritdoc />
    protected sealed override Task<T> RunAsync<T>(
        Func<DbConnection, CancellationToken, Task<T>> work,
        bool writes,
        CancellationToken cancellationToken
    ) =>
        TakeTurnAsync(
            async token =>
            {
                if (!writes)
                {
                    return await work(_connection!, token).ConfigureAwait(false);
                }

                var transaction = Begin(_connection!);
                await using (transaction.ConfigureAwait(false))
                {
                    var result = await work(_connection!, token).ConfigureAwait(false);
                    token.ThrowIfCancellationRequested();
                    await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                    return result;
                }
            },
            cancellationToken
        );

    /// <summary>Opens or creates the file.</summary>
    /// <param name="path">The full path.</param>
    protected abstract DbConnection Connect(string path);

    /// <summary>Sets up a connection that was just opened.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    protected abstract Task SetUpAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Begins a transaction that changes the database.</summary>
    /// <param name="connection">The connection.</param>
    protected virtual DbTransaction Begin(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.BeginTransaction();
    }

    /// <summary>Describes a failure of the driver, without data of rows; null if the failure is not one of the driver.</summary>
    /// <param name="failure">The failure.</param>
    protected abstract string? Describe(Exception failure);

    /// <inheritdoc />
    public sealed override async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _isDisposed = true;
            if (_connection is { } connection)
            {
                _connection = null;
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }

        GC.SuppressFinalize(this);
    }

    private static string FullPath(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Path.GetFullPath(path);
    }

    private async Task<DbConnection> ConnectNewAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        var connection = Connect(FilePath);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await SetUpAsync(connection, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // The drivers work on the calling thread, which belongs to the caller.
    private async Task<T> TakeTurnAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return await Task.Run(() => work(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when ((Describe(exception) ?? DescribeForeignValue(exception)) is { } description)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Without the cause: messages of drivers may quote values.
            throw new SyncSinkException($"{Name}: {description}");
        }
        finally
        {
            _turn.Release();
        }
    }
}
