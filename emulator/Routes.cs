global using RoutedOperation = ClickFunnels.Contracts.Routing.RouteMatch<ClickFunnels.Contracts.Operations.ContractOperation>;
global using RouteTable = ClickFunnels.Contracts.Routing.RouteTable<ClickFunnels.Contracts.Operations.ContractOperation>;
