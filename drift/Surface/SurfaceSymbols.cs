using Microsoft.CodeAnalysis;

namespace ClickFunnels.Drift.Surface;

/// <summary>Finds the symbols of an assembly that other assemblies can use.</summary>
internal static class SurfaceSymbols
{
    public static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility switch
        {
            Accessibility.Public => true,
            Accessibility.Protected or Accessibility.ProtectedOrInternal => symbol.ContainingType is { } type && CanBeInherited(type),
            _ => false,
        };

    /// <summary>Gets the members of a listing. Overrides are left out, because the overridden member is already listed.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type) =>
        type.GetMembers()
            .Where(member =>
                IsVisible(member)
                && !member.Name.Contains('<', StringComparison.Ordinal)
                && !(member.IsOverride && !ChangesType(member))
                && member is IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol
                && !(member is IMethodSymbol method && (IsAccessor(method) || IsWrittenByCompiler(type, method)))
            );

    private static bool CanBeInherited(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsSealed: false, IsStatic: false }
        && type.InstanceConstructors.Any(constructor =>
            constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        );

    private static bool ChangesType(ISymbol member) =>
        member switch
        {
            IMethodSymbol { OverriddenMethod: { } overridden } method => !SymbolEqualityComparer.Default.Equals(
                method.ReturnType,
                overridden.ReturnType
            ),
            IPropertySymbol { OverriddenProperty: { } overridden } property => !SymbolEqualityComparer.Default.Equals(
                property.Type,
                overridden.Type
            ),
            _ => false,
        };

    private static bool IsAccessor(IMethodSymbol method) =>
        method.MethodKind
            is MethodKind.PropertyGet
                or MethodKind.PropertySet
                or MethodKind.EventAdd
                or MethodKind.EventRemove
                or MethodKind.EventRaise
                or MethodKind.StaticConstructor
                or MethodKind.Destructor
        // The constructor without parameters that every struct has.
        || method
            is {
                MethodKind: MethodKind.Constructor,
                Parameters.Length: 0,
                ContainingType.TypeKind: TypeKind.Struct,
                IsImplicitlyDeclared: true
            };

    /// <summary>Members that "record" implies.</summary>
    private static bool IsWrittenByCompiler(INamedTypeSymbol type, IMethodSymbol method) =>
        type.IsRecord && method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute");
}
