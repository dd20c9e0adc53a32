IMAGE := registry.acme.dev/portal
TAG   := $(shell git rev-parse --short HEAD)
REGISTRY_PASSWORD := Mullion-Perch2

.PHONY: build push migrate

build:
	docker build -t $(IMAGE):$(TAG) .

push: build
	docker login -u ci -p $(REGISTRY_PASSWORD) registry.acme.dev
	docker push $(IMAGE):$(TAG)

migrate:
	migrate -path migrations -database "postgres://portal:Ochre7Spindle@db.acme.dev:5432/portal?sslmode=require" up

purge:
	curl -X POST "https://api.cloudflare.com/client/v4/zones/8d6bd466dfef7e88f47f194fda869456/purge_cache" -H "Authorization: Bearer zQrK0aI3ImD3AiCRsNRvqu9cejCOuDDCuQW_hUnb"
