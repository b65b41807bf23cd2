using System;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// The call did not end in time. A write may have been carried out all the same. When attempts were repeated, the inner
/// exception is the failure of the last one.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiTimeoutException : ApiException
{
    internal ApiTimeoutException(Operation operation, string what, TimeSpan limit, Exception? innerException)
        : base($"{operation} {what} {limit.TotalSeconds:0.###} s.", innerException) => OperationId = operation.Id;

    /// <summary>The <c>operationId</c> of the operation that was called.</summary>
    public string OperationId { get; }

    /// <inheritdoc />
    public override bool IsTransient => true;

    /// <inheritdoc />
    public override bool MayHaveBeenCarriedOut => true;
}
