namespace ClickFunnels.Emulator.Engine;

/// <summary>
/// Names an operation of the contract that a method implements. On a class: inherited methods of the class implement the operation.
/// </summary>
/// <param name="id">Id of the operation in the contract.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
internal sealed class OperationAttribute(string id) : Attribute
{
    public string Id { get; } = id;

    /// <summary>Schema of the record that <c>{id}</c> names; null when it is the one that the operation returns.</summary>
    public string? Member { get; init; }

    /// <summary>True if the path names no records of the store.</summary>
    public bool IsGlobal { get; init; }
}

/// <summary>Names a schema of the contract whose records behave as the class says.</summary>
/// <param name="schema">Name of the schema.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class ResourceAttribute(string schema) : Attribute
{
    public string Schema { get; } = schema;
}
