using System.Net.Sockets;
using Npgsql;

namespace ClickFunnels.Sync.PostgreSql;

/// <summary>
/// Classifies and describes failures of PostgreSQL, without the messages of the server, which may quote values, and without the
/// connection string.
/// </summary>
internal static class PostgreSqlFailure
{
    /// <summary>Returns true for failures after which the same transaction may succeed.</summary>
    public static bool IsTransient(Exception failure) =>
        failure switch
        {
            // The rows that were found to be free were inserted by somebody else meanwhile.
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } key } => key.EndsWith(
                "_pkey",
                StringComparison.Ordinal
            ),
            PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
            PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => true,
            PostgresException server => EndsConnection(server),
            NpgsqlException client => client.IsTransient || client.InnerException is IOException or TimeoutException,
            // An address that cannot be resolved.
            SocketException => true,
            _ => false,
        };

    /// <summary>Returns true if the connections of the pool are probably lost, too.</summary>
    public static bool EndsConnection(Exception failure) =>
        failure is PostgresException server
            ? server.SqlState.StartsWith("57P", StringComparison.Ordinal)
                || server.SqlState.StartsWith("08", StringComparison.Ordinal)
                || server.SqlState == PostgresErrorCodes.TooManyConnections
            : failure is NpgsqlException;

    /// <summary>Describes a failure; null if it is not one of PostgreSQL.</summary>
    public static string? Describe(Exception failure) =>
        failure switch
        {
            PostgresException { SqlState: var state } => state switch
            {
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                    $"the server refused the user (SQLSTATE {state}). Check user and password.",
                PostgresErrorCodes.InvalidCatalogName => $"the database does not exist (SQLSTATE {state}). Create it.",
                PostgresErrorCodes.InsufficientPrivilege =>
                    $"the user lacks a permission (SQLSTATE {state}). The user must be allowed to create the schema, or to create and "
                        + "change tables in it, and to use temporary tables.",
                PostgresErrorCodes.DiskFull => $"the disk of the server is full (SQLSTATE {state}).",
                PostgresErrorCodes.ReadOnlySqlTransaction =>
                    $"the server takes no changes (SQLSTATE {state}). Connect to the primary server, not to a replica.",
                _ => $"the server failed with SQLSTATE {state}. Its log has the details.",
            },
            SocketException { SocketErrorCode: var code } => CannotReach(code),
            NpgsqlException { InnerException: SocketException { SocketErrorCode: var code } } => CannotReach(code),
            NpgsqlException { InnerException: TimeoutException } or TimeoutException => "the server did not respond in time.",
            NpgsqlException => "the connection failed or was lost. The log of the server has the details.",
            _ => null,
        };

    private static string CannotReach(SocketError code) =>
        $"the server cannot be reached ({code}). Check address and port, and that the server runs.";
}
