namespace ClickFunnels.Traps.Tests.Support;

/// <summary>Marks a test that shows a protection against a trap of <c>spec/traps.yaml</c>.</summary>
/// <param name="number">The number of the trap.</param>
/// <param name="protection">The protection that the test shows.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class TrapAttribute(int number, Protection protection) : Attribute
{
    /// <summary>Gets the number of the trap.</summary>
    public int Number { get; } = number;

    /// <summary>Gets the protection that the test shows.</summary>
    public Protection Protection { get; } = protection;
}
